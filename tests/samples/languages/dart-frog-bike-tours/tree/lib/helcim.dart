import 'dart:convert';
import 'dart:io';

import 'package:http/http.dart' as http;

class Helcim {
  Helcim([String? token]) : _token = token ?? Platform.environment['HELCIM_API_TOKEN']!;

  final String _token;

  Map<String, String> get _headers => {
        'api-token': _token,
        'content-type': 'application/json',
      };

  Future<Map<String, dynamic>> initialize(num amount) async {
    final headers = _headers;
    print('helcim initialize $amount $headers');
    final response = await http.post(
      Uri.https('api.helcim.com', '/v2/helcim-pay/initialize'),
      headers: headers,
      body: jsonEncode({'paymentType': 'purchase', 'amount': amount, 'currency': 'CAD'}),
    );
    return jsonDecode(response.body) as Map<String, dynamic>;
  }

  String describe() => 'Helcim(${_token.substring(0, 7)}…)';
}
