import { script } from '#server/sandbox/pages/browser/checkout.ts?browser'
import { asset, type PageRoute } from '#server/sandbox/pages/page-route.ts'
import style from './checkout.css?raw'

export const checkoutScript = '/assets/checkout.js'
export const checkoutStyle = '/assets/checkout.css'

export const checkoutAssets: readonly PageRoute[] = [
  asset(checkoutScript, 'text/javascript; charset=utf-8', script),
  asset(checkoutStyle, 'text/css; charset=utf-8', style),
]
