import type { Role } from '#shared/domain/permissions.ts'

export const roleWords: Record<Role, string> = {
  viewer: 'Viewer',
  support: 'Support',
  finance: 'Finance',
  engineer: 'Engineer',
  admin: 'Admin',
}
