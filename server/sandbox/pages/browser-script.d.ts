/** A script for browsers, bundled into one text by `vite-browser-scripts.ts`. */
declare module '*.ts?browser' {
  export const script: string
}
