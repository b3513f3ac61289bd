import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { connectLive, type LiveState } from '#client/lib/live.ts'

/** One connection for the whole desk, as long as somebody is signed in. */
export function useLive(): LiveState {
  const client = useQueryClient()
  const [live, setLive] = useState<LiveState>('connecting')
  useEffect(() => connectLive(client, setLive), [client])
  return live
}
