import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'

export interface OverlayTriggerProps {
  onClick: () => void
  onPointerEnter: () => void
  onFocus: () => void
}

/**
 * An overlay that comes with its first use, so that the first paint does not pay for it. Pointing at its button
 * already loads it; once loaded it opens, and owns its button.
 */
export function createLazyOverlay<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const Loaded = lazy(async () => ({ default: await load() }))
  return function LazyOverlay({
    props,
    children,
  }: {
    props: Props
    children: (triggerProps: OverlayTriggerProps) => ReactNode
  }) {
    const [isWanted, setIsWanted] = useState(false)
    const preload = (): void => void load()
    const button = children({ onClick: () => setIsWanted(true), onPointerEnter: preload, onFocus: preload })
    return isWanted ? (
      <Suspense fallback={button}>
        <Loaded {...props} />
      </Suspense>
    ) : (
      button
    )
  }
}
