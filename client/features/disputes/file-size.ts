/** `412 kB`, `1.1 MB` */
export function sizeInWords(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${megabytes(bytes)} MB`
  return bytes >= 1024 ? `${Math.round(bytes / 1024)} kB` : `${bytes} B`
}

/** `1.6` */
export const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1)
