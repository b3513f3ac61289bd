import * as z from 'zod'

export const roles = ['viewer', 'support', 'finance', 'engineer', 'admin'] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

/** Every verb there is, and the roles that may: what is not named here is denied. */
const table = {
  'customer:read': ['viewer', 'support', 'finance', 'engineer', 'admin'],
  'payment:read': ['viewer', 'support', 'finance', 'engineer', 'admin'],
  'subscription:read': ['viewer', 'support', 'finance', 'engineer', 'admin'],
  'invoice:read': ['viewer', 'support', 'finance', 'engineer', 'admin'],
  'dispute:read': ['viewer', 'support', 'finance', 'engineer', 'admin'],
  'operation:read': ['viewer', 'support', 'finance', 'engineer', 'admin'],
  'event:read': ['viewer', 'support', 'finance', 'engineer', 'admin'],
  /** Email, phone and address in clear; without it the server masks them. */
  'pii:read': ['support', 'finance'],
  'refund:create': ['support', 'finance'],
  'refund:approve': ['finance'],
  /** Decide what became of an operation whose outcome Stripe never told. */
  'operation:resolve': ['finance'],
  'dispute:draft': ['support', 'finance'],
  'dispute:submit': ['finance'],
  'dispute:accept': ['finance'],
  'event:payload': ['engineer'],
  'event:replay': ['engineer'],
  'audit:read': ['engineer', 'admin'],
  /** Make things happen, break Stripe, move time: for trainers, and only where Stripe is the sandbox. */
  'sandbox:steer': ['engineer', 'admin'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof table
export const permissions = Object.keys(table) as Permission[]
export const permission = z.enum(permissions)

const rolesWith = (name: Permission): readonly Role[] => table[name]

export const may = (who: Role, name: Permission): boolean => rolesWith(name).includes(who)

export const permissionsOf = (who: Role): Permission[] => permissions.filter(name => may(who, name))

/** Who can do it instead, for the sentence beside a disabled button. */
export const rolesThatMay = (name: Permission): readonly Role[] => rolesWith(name)

const verbs: Record<Permission, string> = {
  'customer:read': 'see customers',
  'payment:read': 'see payments',
  'subscription:read': 'see subscriptions',
  'invoice:read': 'see invoices',
  'dispute:read': 'see disputes',
  'operation:read': 'see operations',
  'event:read': 'see events',
  'pii:read': 'see personal data',
  'refund:create': 'refund',
  'refund:approve': 'approve refunds',
  'operation:resolve': 'decide what became of an operation',
  'dispute:draft': 'write evidence',
  'dispute:submit': 'submit evidence',
  'dispute:accept': 'accept a dispute',
  'event:payload': 'read payloads',
  'event:replay': 'replay events',
  'audit:read': 'read the audit log',
  'sandbox:steer': 'steer the sandbox',
}

const roleNames: Record<Role, string> = {
  viewer: 'Viewers',
  support: 'Support',
  finance: 'Finance',
  engineer: 'Engineers',
  admin: 'Admins',
}

/** `Only Finance can approve refunds.` */
export function whyForbidden(name: Permission): string {
  const who = rolesWith(name).map(one => roleNames[one])
  const list = who.length > 1 ? `${who.slice(0, -1).join(', ')} and ${who.at(-1)}` : (who[0] ?? 'Nobody')
  return `Only ${list} can ${verbs[name]}.`
}
