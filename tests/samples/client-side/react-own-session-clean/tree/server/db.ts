import { Level } from 'level'

export const db = new Level<string, string>('./data')
