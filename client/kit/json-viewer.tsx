import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { useMemo, useState } from 'react'
import { Button, buttonVariants } from '#client/ui/button.tsx'
import { cn } from '#client/ui/class-names.ts'
import { Input } from '#client/ui/input.tsx'
import { CopyButton } from './copy-button.tsx'
import { type JsonLine, jsonLines, pathsWith } from './json-lines.ts'

export interface JsonViewerProps {
  /** The document as it came, kept as text so that copying gives the very bytes. */
  text: string
  /** Where the raw document can be had. */
  downloadHref?: string
}

const openDepth = 2
const linesAtOnce = 500

/** A document as a tree: closed below its second level, searchable, copied whole. Nothing in it is ever run. */
export function JsonViewer({ text, downloadHref }: JsonViewerProps) {
  const document = useMemo(() => parse(text), [text])
  const [search, setSearch] = useState('')
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const [shown, setShown] = useState(linesAtOnce)
  const found = useMemo(
    () => (search.trim() === '' ? undefined : pathsWith(document, search.trim())),
    [document, search],
  )
  const lines = useMemo(
    () =>
      jsonLines(document, (path, depth) => {
        const isOpen = found ? found.above.has(path) : depth < openDepth
        return isOpen === toggled.has(path)
      }),
    [document, found, toggled],
  )
  const toggle = (path: string): void => {
    const next = new Set(toggled)
    if (!next.delete(path)) next.add(path)
    setToggled(next)
  }
  return (
    <div data-slot="json-viewer" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Input
          type="search"
          aria-label="Search in the document"
          placeholder="Search names and values"
          value={search}
          onChange={event => setSearch(event.target.value)}
          className="h-7 w-60 text-sm"
        />
        <span aria-live="polite" className="text-xs text-muted-foreground">
          {found ? `${found.hits.size} found` : null}
        </span>
        <span className="ml-auto flex gap-2">
          <CopyButton text={text} label="Copy" size="bar" />
          {downloadHref ? (
            <a href={downloadHref} download className={buttonVariants({ size: 'bar' })}>
              Download
            </a>
          ) : null}
        </span>
      </div>
      <ul
        className="overflow-x-auto rounded-md bg-muted px-2 py-1.5 font-mono text-xs/6"
        aria-label="Document"
      >
        {lines.slice(0, shown).map((line, index) => (
          <Line
            key={line.path}
            line={line}
            isOpen={(lines[index + 1]?.depth ?? 0) > line.depth}
            isHit={found?.hits.has(line.path) ?? false}
            onToggle={() => toggle(line.path)}
          />
        ))}
      </ul>
      {lines.length > shown ? (
        <Button size="bar" className="self-start" onClick={() => setShown(shown + linesAtOnce)}>
          Show {Math.min(linesAtOnce, lines.length - shown)} more of {lines.length - shown} lines
        </Button>
      ) : null}
    </div>
  )
}

/** What is no JSON is shown as the text that it is. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const kindClass: Record<JsonLine['kind'], string> = {
  string: 'text-foreground',
  number: 'text-link',
  boolean: 'text-link',
  null: 'text-muted-foreground',
  branch: 'text-muted-foreground',
}

interface LineProps {
  line: JsonLine
  isOpen: boolean
  isHit: boolean
  onToggle: () => void
}

function Line({ line: { depth, name, text, kind }, isOpen, isHit, onToggle }: LineProps) {
  const Chevron = isOpen ? ChevronDown : ChevronRight
  const canOpen = kind === 'branch' && text.length > 2
  const content = (
    <>
      {canOpen ? (
        <Chevron aria-hidden className="mt-1.5 size-3 text-muted-foreground" />
      ) : (
        <span className="w-3" />
      )}
      {name === undefined ? null : <bdi className="text-muted-foreground">{name}:</bdi>}
      <bdi className={cn('break-all whitespace-pre-wrap', kindClass[kind])}>{text}</bdi>
    </>
  )
  const className = cn('flex w-full items-start gap-1.5 rounded-sm text-left', isHit && 'bg-warning-subtle')
  return (
    <li style={{ paddingLeft: `${Math.min(depth, 40) * 14}px` }}>
      {canOpen ? (
        <button type="button" aria-expanded={isOpen} onClick={onToggle} className={className}>
          {content}
        </button>
      ) : (
        <div className={className}>{content}</div>
      )}
    </li>
  )
}
