import { useSyncExternalStore } from 'react'

export interface Toast {
  id: number
  title: string
  detail?: string
  tone: 'success' | 'info' | 'warning'
  action?: { label: string; run: () => void }
}

const shownMs = 6_000
const most = 3
let nextId = 1
let toasts: readonly Toast[] = []
const listeners = new Set<() => void>()
const timers = new Map<number, ReturnType<typeof setTimeout>>()

function change(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** Says what was done, for six seconds. Never for an error about money: that stays where it happened. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  const made = { ...toast, id: nextId++ }
  change([...toasts, made].slice(-most))
  resumeToast(made.id)
}

export function closeToast(id: number): void {
  pauseToast(id)
  change(toasts.filter(toast => toast.id !== id))
}

/** While it is read, a toast stays. */
export function pauseToast(id: number): void {
  clearTimeout(timers.get(id))
  timers.delete(id)
}

export function resumeToast(id: number): void {
  pauseToast(id)
  timers.set(
    id,
    setTimeout(() => closeToast(id), shownMs),
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useToasts = (): readonly Toast[] => useSyncExternalStore(subscribe, () => toasts)
