import 'dart:convert';
import 'dart:io';

import 'package:http/http.dart' as http;
import 'package:shelf/shelf.dart';
import 'package:shelf/shelf_io.dart' as io;

final helcimApiToken = Platform.environment['HELCIM_API_TOKEN'] ?? '{{token10}}';

Future<Response> _initialize(Request request) async {
  final body = jsonDecode(await request.readAsString());
  final headers = {'api-token': helcimApiToken, 'content-type': 'application/json'};
  print('-> helcim $headers');
  final reply = await http.post(
    Uri.parse('https://api.helcim.com/v2/helcim-pay/initialize'),
    headers: headers,
    body: jsonEncode({'paymentType': 'verify', 'amount': 0, 'currency': body['currency']}),
  );
  return Response.ok(reply.body, headers: {'content-type': 'application/json'});
}

void main() async {
  await io.serve(const Pipeline().addHandler(_initialize), '0.0.0.0', 8080);
}
