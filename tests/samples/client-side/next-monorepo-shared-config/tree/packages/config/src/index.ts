export * from './payments'
export * from './theme'
