import { IdChip } from '#client/kit/id-chip.tsx'
import { ModeStrip } from '#client/kit/mode-strip.tsx'
import { Popover, PopoverContent, PopoverTitle, PopoverTrigger } from '#client/ui/popover.tsx'
import type { Session } from '#shared/api/session.ts'
import { AccountButton } from './account-button.tsx'

export type AccountPopoverProps = Pick<Session, 'accountName' | 'accountId' | 'mode'>

/** The account, and what its mode means. */
export function AccountPopover({ accountName, accountId, mode }: AccountPopoverProps) {
  return (
    <Popover defaultOpen>
      <PopoverTrigger render={<AccountButton name={accountName} />} />
      <PopoverContent align="end" className="flex w-88 flex-col gap-2">
        <div className="flex items-center justify-between gap-3">
          <PopoverTitle className="font-semibold">{accountName}</PopoverTitle>
          {accountId ? <IdChip id={accountId} /> : null}
        </div>
        <ModeStrip mode={mode} accountId={null} />
      </PopoverContent>
    </Popover>
  )
}
