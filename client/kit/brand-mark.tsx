/** A cheque's stub, the perforation, and the cheque. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className={className}>
      <path
        fill="currentColor"
        d="M1.25 0h4.5v16h-4.5A1.25 1.25 0 0 1 0 14.75V1.25A1.25 1.25 0 0 1 1.25 0Z"
      />
      <g fill="none" stroke="currentColor" strokeWidth="1.5">
        <path d="M8 .75h6.25a1 1 0 0 1 1 1v12.5a1 1 0 0 1-1 1H8" />
        <path d="M8.125 0v16" strokeWidth="1.75" strokeDasharray="2 1.5" />
      </g>
    </svg>
  )
}
