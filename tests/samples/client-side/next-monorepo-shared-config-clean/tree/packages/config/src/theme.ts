export const theme = { primary: '#7a1f3d' }
