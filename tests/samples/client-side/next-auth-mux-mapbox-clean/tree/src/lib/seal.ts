import 'server-only'
import { sealData } from 'iron-session'

export const sealed = (value: string) => sealData({ value }, { password: process.env.NEXTAUTH_SECRET! })
