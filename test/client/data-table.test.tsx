// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column, DataTableProps } from '#client/kit/data-table-column.ts'
import { showInDesk } from './in-desk.tsx'

interface Row {
  id: string
  name: string
}

const rows: Row[] = [
  { id: 'pi_1', name: 'Giulia Ferrari' },
  { id: 'pi_2', name: '佐藤 美咲' },
  { id: 'pi_3', name: 'Tamás Szabó' },
]

const onToggle = vi.fn()
const columns: Column<Row>[] = [
  { id: 'id', head: 'Payment', cell: row => row.id, sort: { direction: 'descending', onToggle } },
  { id: 'name', head: 'Customer', isName: true, cell: row => row.name },
]

const table =
  (props: Partial<DataTableProps<Row>> = {}) =>
  () => (
    <>
      <input aria-label="Search" />
      <DataTable
        label="Payments"
        columns={columns}
        rows={rows}
        rowKey={row => row.id}
        rowLink={row => ({ to: `/payments/${row.id}` })}
        empty={<p>No payments yet</p>}
        hasKeys
        {...props}
      />
    </>
  )

const linkOf = (name: string) => screen.getByRole('link', { name })

test('j and k move over the rows and stop at the ends, Enter opens', async () => {
  const { user } = await showInDesk(table())
  await user.keyboard('j')
  expect(linkOf('Giulia Ferrari')).toHaveFocus()
  await user.keyboard('jjjj')
  expect(linkOf('Tamás Szabó')).toHaveFocus()
  await user.keyboard('k')
  expect(linkOf('佐藤 美咲')).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(await screen.findByRole('heading', { name: 'payments/pi_2' })).toBeVisible()
})

test('in a field the keys are letters', async () => {
  const { user } = await showInDesk(table())
  await user.type(screen.getByRole('textbox', { name: 'Search' }), 'jk')
  expect(screen.getByRole('textbox')).toHaveValue('jk')
  expect(screen.getByRole('textbox')).toHaveFocus()
})

test('the keys go on from the row that is open beside the list', async () => {
  const { user } = await showInDesk(table({ selectedKey: 'pi_2' }))
  expect(screen.getByRole('row', { current: true })).toHaveTextContent('佐藤 美咲')
  await user.keyboard('j')
  expect(linkOf('Tamás Szabó')).toHaveFocus()
})

test('a sorted head says its direction and turns', async () => {
  const { user } = await showInDesk(table())
  expect(screen.getByRole('columnheader', { name: 'Payment' })).toHaveAttribute('aria-sort', 'descending')
  await user.click(screen.getByRole('button', { name: 'Payment' }))
  expect(onToggle).toHaveBeenCalledOnce()
})

test('before the first answer the heads stand and no row is told', async () => {
  await showInDesk(table({ rows: undefined }))
  expect(screen.getByRole('columnheader', { name: 'Customer' })).toBeVisible()
  expect(screen.getAllByRole('row')).toHaveLength(1)
  expect(screen.queryByText('No payments yet')).toBeNull()
})

test('while it is read again the rows stay', async () => {
  await showInDesk(table({ isRefreshing: true }))
  expect(screen.getAllByRole('link')).toHaveLength(3)
})

test('without rows the sentence stands instead', async () => {
  await showInDesk(table({ rows: [] }))
  expect(screen.getByText('No payments yet')).toBeVisible()
  expect(screen.queryByRole('table')).toBeNull()
})

test('a problem tells cause and request, keeps the old rows and tries again', async () => {
  const onRetry = vi.fn()
  const problem = {
    title: 'Stripe is not answering',
    detail: 'Next try in 20 s.',
    requestId: 'req_9Tz7Fa',
    onRetry,
  }
  const { user } = await showInDesk(table({ problem }))
  const alert = screen.getByRole('alert')
  expect(alert).toHaveTextContent('Stripe is not answering')
  expect(alert).toHaveTextContent('req_9Tz7Fa')
  expect(screen.getAllByRole('link')).toHaveLength(3)
  await user.click(within(alert).getByRole('button', { name: 'Try now' }))
  expect(onRetry).toHaveBeenCalledOnce()
})

test('a problem before any row never says that there are none', async () => {
  const problem = { title: 'Stripe is not answering', detail: '', onRetry: () => {} }
  await showInDesk(table({ rows: undefined, problem }))
  expect(screen.queryByText('No payments yet')).toBeNull()
})
