import type { SessionView, Staff } from '../../shared/contract/views/session.js'
import { may, type Permission } from '../../shared/domain/role.js'
import { useLive } from './useLive.js'

/** Who is at the workstation; undefined while unknown or signed out. */
export function useStaff(): Staff | undefined {
  return useLive('session.current', {}).data?.user
}

export const useSession = (): SessionView | undefined => useLive('session.current', {}).data

/** Whether the person here may do a thing; what they may not is not offered. */
export function useMay(permission: Permission): boolean {
  const staff = useStaff()
  return staff !== undefined && may(staff.role, permission)
}
