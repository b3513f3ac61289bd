import { listAudit, verifyAudit } from './audit.ts'
import { getCustomer, getCustomerFigures, getCustomerTimeline, listCustomers } from './customers.ts'
import {
  acceptDispute,
  getDispute,
  listDisputes,
  saveDraft,
  submitDispute,
  uploadEvidence,
} from './disputes.ts'
import type { Endpoint } from './endpoint.ts'
import { getEvent, getEventPayload, getEventStats, listEvents, replayEvent, runBackfill } from './events.ts'
import { getInvoice, listInvoices } from './invoices.ts'
import {
  approveOperation,
  getOperation,
  listOperations,
  rejectOperation,
  resolveOperation,
  withdrawOperation,
} from './operations.ts'
import { getPayment, getPaymentTimeline, listPayments } from './payments.ts'
import { createRefund, previewRefund } from './refunds.ts'
import {
  addFault,
  advanceClock,
  changeDeliveries,
  clearFaults,
  getSandbox,
  listSandboxDeliveries,
  listSandboxLedger,
  playScenario,
  resetSandbox,
} from './sandbox.ts'
import { search } from './search.ts'
import { createSession, deleteSession, getSession } from './session.ts'
import { getSubscription, listSubscriptions } from './subscriptions.ts'
import { getCharts, getWork } from './work.ts'

/** Every endpoint there is: the server refuses to start when one of these has no route, or a route is not here. */
export const endpoints: readonly Endpoint[] = [
  getSession,
  createSession,
  deleteSession,
  search,
  listCustomers,
  getCustomer,
  getCustomerFigures,
  getCustomerTimeline,
  listPayments,
  getPayment,
  getPaymentTimeline,
  previewRefund,
  createRefund,
  listOperations,
  getOperation,
  approveOperation,
  rejectOperation,
  withdrawOperation,
  resolveOperation,
  listDisputes,
  getDispute,
  saveDraft,
  uploadEvidence,
  submitDispute,
  acceptDispute,
  listSubscriptions,
  getSubscription,
  listInvoices,
  getInvoice,
  listEvents,
  getEventStats,
  getEvent,
  getEventPayload,
  replayEvent,
  runBackfill,
  listAudit,
  verifyAudit,
  getWork,
  getCharts,
  getSandbox,
  listSandboxLedger,
  listSandboxDeliveries,
  playScenario,
  addFault,
  clearFaults,
  changeDeliveries,
  advanceClock,
  resetSandbox,
]
