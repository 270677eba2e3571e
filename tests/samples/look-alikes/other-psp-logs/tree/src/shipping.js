export const ship = (b) => fetch('https://api.shipstation.example/v1', { headers: { 'api-token': '{{hex40}}' }, body: b });
