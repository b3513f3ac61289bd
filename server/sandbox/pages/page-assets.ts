import { script as formScript } from './browser/form.ts?browser'
import formStyle from './form.css?raw'
import mark from './mark.svg?raw'
import pageStyle from './page.css?raw'
import { asset, type PageRoute } from './page-route.ts'
import { stylesheetPath } from './show-page.ts'
import themeStyle from './theme.css?raw'

/** What all pages share. `/assets/form.js` keeps a form from being posted twice. */
export const pageAssets: readonly PageRoute[] = [
  asset(stylesheetPath, 'text/css; charset=utf-8', themeStyle + pageStyle + formStyle),
  asset('/assets/mark.svg', 'image/svg+xml', mark),
  asset('/assets/form.js', 'text/javascript; charset=utf-8', formScript),
]
