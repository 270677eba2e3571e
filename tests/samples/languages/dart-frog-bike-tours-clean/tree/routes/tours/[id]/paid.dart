import 'dart:convert';

import 'package:bike_tours/helcim.dart';
import 'package:crypto/crypto.dart';
import 'package:dart_frog/dart_frog.dart';

Future<Response> onRequest(RequestContext context, String id) async {
  final body = await context.request.json() as Map<String, dynamic>;
  final secret = secrets.remove(body['checkoutToken']);
  final digest = sha256.convert(utf8.encode('${body['raw']}$secret'));
  return Response.json(body: {'paid': digest.toString() == body['hash']});
}
