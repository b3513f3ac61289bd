/** The queue's views; apart from the schemas, because its address is read before any parser is there. */
export const disputeViews = ['open', 'chargebacks', 'inquiries', 'warnings', 'review', 'closed'] as const
