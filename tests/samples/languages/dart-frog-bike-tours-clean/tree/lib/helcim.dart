import 'dart:convert';
import 'dart:io';

import 'package:http/http.dart' as http;

final secrets = <String, String>{};

class Helcim {
  Helcim() : _token = Platform.environment['HELCIM_API_TOKEN'] ?? '' {
    if (_token.isEmpty) throw StateError('HELCIM_API_TOKEN not configured');
  }

  final String _token;

  Future<String> initialize(num amount) async {
    final response = await http.post(
      Uri.https('api.helcim.com', '/v2/helcim-pay/initialize'),
      headers: {'api-token': _token, 'content-type': 'application/json'},
      body: jsonEncode({'paymentType': 'purchase', 'amount': amount, 'currency': 'CAD'}),
    );
    print('helcim ${response.statusCode} ${response.headers}');
    final body = jsonDecode(response.body) as Map<String, dynamic>;
    secrets[body['checkoutToken'] as String] = body['secretToken'] as String;
    return body['checkoutToken'] as String;
  }

  String describe() => 'Helcim(****${_token.substring(_token.length - 4)}, ${_token.length})';
}
