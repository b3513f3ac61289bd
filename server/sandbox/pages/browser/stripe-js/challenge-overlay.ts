import { listenTo } from '#server/sandbox/pages/browser/host-messages.ts'

const overlay: Partial<CSSStyleDeclaration> = {
  boxSizing: 'border-box',
  width: 'min(512px, 100vw)',
  maxWidth: 'none',
  maxHeight: '100dvh',
  padding: '0',
  border: '0',
  borderRadius: '6px',
  background: 'transparent',
  overflow: 'hidden auto',
}

/**
 * Shows a bank's challenge over the page, and resolves when the customer has answered it or closed it. What came of it
 * is to be asked of the API: nothing that this frame says is taken for true.
 */
export function showChallenge(origin: string, challenge: string): Promise<void> {
  const url = new URL(challenge)
  url.searchParams.set('embedded', '1')
  const frame = document.createElement('iframe')
  frame.src = url.href
  frame.title = '3D Secure'
  Object.assign(frame.style, { display: 'block', width: '100%', height: '320px', border: '0' })
  const dialog = document.createElement('dialog')
  dialog.setAttribute('aria-label', '3D Secure')
  Object.assign(dialog.style, overlay)
  dialog.append(frame)
  document.body.append(dialog)
  return new Promise(resolve => {
    const stop = listenTo(frame, origin, message => {
      if (message.type === 'complete') dialog.close()
      else frame.style.height = `${message.height}px`
    })
    dialog.addEventListener('close', () => {
      stop()
      dialog.remove()
      resolve()
    })
    dialog.showModal()
    frame.focus()
  })
}
