import { type ClassValue, clsx } from 'clsx'
import { createTailwindMerge, validators } from 'tailwind-merge'

const { isAny, isArbitraryValue, isNumber } = validators
const any = [isAny]

// Tables of our own: the ones that come with the merger know all of Tailwind and weigh more than the whole frame.
const spacing = {
  p: [{ p: any }],
  px: [{ px: any }],
  py: [{ py: any }],
  pt: [{ pt: any }],
  pr: [{ pr: any }],
  pb: [{ pb: any }],
  pl: [{ pl: any }],
  m: [{ m: any }],
  mx: [{ mx: any }],
  my: [{ my: any }],
  mt: [{ mt: any }],
  mr: [{ mr: any }],
  mb: [{ mb: any }],
  ml: [{ ml: any }],
  'gap-x': [{ 'gap-x': any }],
  'gap-y': [{ 'gap-y': any }],
  gap: [{ gap: any }],
}

const size = {
  w: [{ w: any }],
  h: [{ h: any }],
  size: [{ size: any }],
  'min-w': [{ 'min-w': any }],
  'min-h': [{ 'min-h': any }],
  'max-w': [{ 'max-w': any }],
  'max-h': [{ 'max-h': any }],
}

const layout = {
  display: ['block', 'inline-block', 'inline', 'flex', 'inline-flex', 'grid', 'contents', 'hidden', 'table'],
  position: ['static', 'relative', 'absolute', 'fixed', 'sticky'],
  overflow: [{ overflow: any }],
  self: [{ self: any }],
  items: [{ items: any }],
  justify: [{ justify: any }],
  'flex-direction': [{ flex: ['row', 'col', 'row-reverse', 'col-reverse'] }],
  z: [{ z: any }],
}

const paint = {
  'font-size': [
    { text: ['2xs', 'xs', 'sm', 'base', 'lg', 'xl', '2xl', isArbitraryValue] },
    { text: [(value: string) => /^(2xs|xs|sm|base|lg|x?l|2xl)\//.test(value)] },
  ],
  'text-align': [{ text: ['left', 'center', 'right', 'start', 'end'] }],
  'text-wrap': [{ text: ['wrap', 'nowrap', 'ellipsis'] }],
  'text-color': [{ text: any }],
  'font-family': [{ font: ['sans', 'mono'] }],
  'font-weight': [{ font: any }],
  tracking: [{ tracking: any }],
  whitespace: [{ whitespace: any }],
  bg: [{ bg: any }],
  'border-width': [{ border: ['', isNumber] }],
  'border-color': [{ border: [(value: string) => !/^[xytrbl](-|$)/.test(value)] }],
  rounded: [{ rounded: ['', 'xs', 'sm', 'md', 'lg', 'xl', 'full', 'none', isArbitraryValue] }],
  shadow: [{ shadow: any }],
  opacity: [{ opacity: any }],
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
