import { script as challengeScript } from './browser/challenge.ts?browser'
import { script as elementScript } from './browser/element.ts?browser'
import { script as stripeScript } from './browser/stripe.ts?browser'
import elementStyle from './element.css?raw'
import { html } from './html.ts'
import { asset, type PageRoute } from './page-route.ts'
import { showPage } from './show-page.ts'

const javascript = 'text/javascript; charset=utf-8'

/** Where pages expect Stripe.js: in its own path, in the oldest one, and in those of the API's releases. */
const stripePaths = [
  '/stripe.js',
  '/v3',
  '/v3/',
  ...['acacia', 'basil', 'clover', 'dahlia', 'endive'].map(release => `/${release}/stripe.js`),
]

/** The inside of an element: a frame of the sandbox's own origin, so that the card never touches the page around it. */
const elementFrame: PageRoute = {
  method: 'GET',
  path: '/elements/frame',
  run: () =>
    showPage({
      title: 'Card',
      body: html``,
      scripts: ['/assets/element.js'],
      styles: ['/assets/element.css'],
      framedBy: 'anyone',
    }),
}

/** The stand-in for Stripe.js, and what it shows in frames. */
export const stripeJsPages: readonly PageRoute[] = [
  ...stripePaths.map(path => asset(path, javascript, stripeScript)),
  asset('/assets/element.js', javascript, elementScript),
  asset('/assets/element.css', 'text/css; charset=utf-8', elementStyle),
  asset('/assets/challenge.js', javascript, challengeScript),
  elementFrame,
]
