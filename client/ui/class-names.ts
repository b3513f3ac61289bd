import { type ClassValue, clsx } from 'clsx'
import { createTailwindMerge, validators } from 'tailwind-merge'

const { isAny, isArbitraryValue, isNumber } = validators
const whatever = [isAny]

// Tables of our own: the ones that come with the merger know all of Tailwind and weigh more than the whole frame.
const spacing = {
  p: [{ p: whatever }],
  px: [{ px: whatever }],
  py: [{ py: whatever }],
  pt: [{ pt: whatever }],
  pr: [{ pr: whatever }],
  pb: [{ pb: whatever }],
  pl: [{ pl: whatever }],
  m: [{ m: whatever }],
  mx: [{ mx: whatever }],
  my: [{ my: whatever }],
  mt: [{ mt: whatever }],
  mr: [{ mr: whatever }],
  mb: [{ mb: whatever }],
  ml: [{ ml: whatever }],
  'gap-x': [{ 'gap-x': whatever }],
  'gap-y': [{ 'gap-y': whatever }],
  gap: [{ gap: whatever }],
}

const size = {
  w: [{ w: whatever }],
  h: [{ h: whatever }],
  size: [{ size: whatever }],
  'min-w': [{ 'min-w': whatever }],
  'min-h': [{ 'min-h': whatever }],
  'max-w': [{ 'max-w': whatever }],
  'max-h': [{ 'max-h': whatever }],
}

const layout = {
  display: ['block', 'inline-block', 'inline', 'flex', 'inline-flex', 'grid', 'contents', 'hidden', 'table'],
  position: ['static', 'relative', 'absolute', 'fixed', 'sticky'],
  overflow: [{ overflow: whatever }],
  self: [{ self: whatever }],
  items: [{ items: whatever }],
  justify: [{ justify: whatever }],
  'flex-direction': [{ flex: ['row', 'col', 'row-reverse', 'col-reverse'] }],
  z: [{ z: whatever }],
}

const paint = {
  'font-size': [
    { text: ['2xs', 'xs', 'sm', 'base', 'lg', 'xl', '2xl', isArbitraryValue] },
    { text: [(value: string) => /^(2xs|xs|sm|base|lg|x?l|2xl)\//.test(value)] },
  ],
  'text-align': [{ text: ['left', 'center', 'right', 'start', 'end'] }],
  'text-wrap': [{ text: ['wrap', 'nowrap', 'ellipsis'] }],
  'text-color': [{ text: whatever }],
  'font-family': [{ font: ['sans', 'mono'] }],
  'font-weight': [{ font: whatever }],
  tracking: [{ tracking: whatever }],
  whitespace: [{ whitespace: whatever }],
  bg: [{ bg: whatever }],
  'border-width': [{ border: ['', isNumber] }],
  'border-color': [{ border: [(value: string) => !/^[xytrbl](-|$)/.test(value)] }],
  rounded: [{ rounded: ['', 'xs', 'sm', 'md', 'lg', 'xl', 'full', 'none', isArbitraryValue] }],
  shadow: [{ shadow: whatever }],
  opacity: [{ opacity: whatever }],
}

const sides = { x: ['r', 'l'], y: ['t', 'b'] } as const

const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: { ...spacing, ...size, ...layout, ...paint },
  conflictingClassGroups: {
    p: ['px', 'py', 'pt', 'pr', 'pb', 'pl'],
    px: sides.x.map(side => `p${side}`),
    py: sides.y.map(side => `p${side}`),
    m: ['mx', 'my', 'mt', 'mr', 'mb', 'ml'],
    mx: sides.x.map(side => `m${side}`),
    my: sides.y.map(side => `m${side}`),
    gap: ['gap-x', 'gap-y'],
    size: ['w', 'h'],
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: ['*', '**', 'after', 'before', 'placeholder', 'selection'],
}))

/** Joins class names; of two that set the same property the last one wins. */
export const cn = (...classes: ClassValue[]): string => merge(clsx(classes))
