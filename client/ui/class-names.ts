import { type ClassValue, clsx } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

const merge = extendTailwindMerge({
  extend: {
    theme: { spacing: ['row', 'row-roomy', 'rail', 'topbar', 'pane'], shadow: ['overlay'] },
  },
})

/** Joins class names; of two that set the same property the last one wins. */
export const cn = (...classes: ClassValue[]): string => merge(clsx(classes))
