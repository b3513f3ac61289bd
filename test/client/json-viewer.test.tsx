// @vitest-environment happy-dom
import './in-dom.ts'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { jsonLines } from '#client/kit/json-lines.ts'
import { JsonViewer } from '#client/kit/json-viewer.tsx'

const text = '{"id":"evt_1","data":{"object":{"metadata":{"note":"<img src=x onerror=alert(1)>"}}}}'

test('what looks like markup is text', async () => {
  const user = userEvent.setup()
  const { container } = render(<JsonViewer text={text} />)
  await user.type(screen.getByRole('searchbox'), 'onerror')
  expect(screen.getByText('"<img src=x onerror=alert(1)>"')).toBeVisible()
  expect(container.querySelector('img')).toBeNull()
  expect(screen.getByText('1 found')).toBeVisible()
})

test('a branch opens and closes', async () => {
  const user = userEvent.setup()
  render(<JsonViewer text={text} />)
  const branch = screen.getByRole('button', { name: /^object:/ })
  expect(branch).toHaveAttribute('aria-expanded', 'false')
  await user.click(branch)
  expect(branch).toHaveAttribute('aria-expanded', 'true')
  expect(screen.getByText('metadata:')).toBeVisible()
})

test('copying gives the very bytes that came', async () => {
  const user = userEvent.setup()
  const spaced = '{ "amount" : 1.0 }'
  render(<JsonViewer text={spaced} />)
  await user.click(screen.getByRole('button', { name: 'Copy' }))
  expect(await navigator.clipboard.readText()).toBe(spaced)
})

test('what is no JSON is shown as it came', () => {
  render(<JsonViewer text="<html>503</html>" />)
  expect(screen.getByText('"<html>503</html>"')).toBeVisible()
})

test('names that mean something to JavaScript are names', () => {
  const lines = jsonLines(JSON.parse('{"__proto__":{"a":1},"constructor":2}'), () => false)
  expect(lines.map(line => line.path)).toEqual(['', '/__proto__', '/__proto__/a', '/constructor'])
})

test('a document nested twenty thousand deep is walked', () => {
  const deep = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)
  expect(jsonLines(deep, () => false)).toHaveLength(20_000)
})
