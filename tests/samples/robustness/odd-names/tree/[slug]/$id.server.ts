export const headers = { 'api-token': '{{token528}}' };
