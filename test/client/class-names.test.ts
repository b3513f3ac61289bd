import { expect, test } from 'vitest'
import { cn } from '#client/ui/class-names.ts'

test.each([
  [['h-8 px-2.5', 'h-auto px-0'], 'h-auto px-0'],
  [['text-sm text-foreground', 'text-link'], 'text-sm text-link'],
  [['text-base', 'text-xs/5 text-muted-foreground'], 'text-xs/5 text-muted-foreground'],
  [['border border-input', 'border-2 border-live'], 'border-2 border-live'],
  [['border-t border-border', 'border-b'], 'border-t border-border border-b'],
  [['flex', 'grid'], 'grid'],
  [['hover:bg-accent', 'bg-selected'], 'hover:bg-accent bg-selected'],
  [['font-mono font-semibold', 'font-normal'], 'font-mono font-normal'],
  [['p-3', false, undefined, 'px-6'], 'p-3 px-6'],
  [['px-6', 'p-3'], 'p-3'],
  [['has-[:focus-visible]:bg-muted', 'has-[:focus-visible]:bg-selected'], 'has-[:focus-visible]:bg-selected'],
  [['[&>td:first-child]:pl-6', 'pl-2'], '[&>td:first-child]:pl-6 pl-2'],
  [['-mb-px mt-1', 'mb-2'], 'mt-1 mb-2'],
  [['text-[0.5rem]/none', 'text-xs'], 'text-xs'],
  [['w-(--anchor-width)', 'w-full!'], 'w-full!'],
])('%j become %j', (classes, merged) => {
  expect(cn(...classes)).toBe(merged)
})
