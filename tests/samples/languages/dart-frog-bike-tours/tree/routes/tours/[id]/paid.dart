import 'dart:convert';

import 'package:crypto/crypto.dart';
import 'package:dart_frog/dart_frog.dart';

Future<Response> onRequest(RequestContext context, String id) async {
  final body = await context.request.json() as Map<String, dynamic>;
  final digest = sha256.convert(utf8.encode('${body['raw']}${body['secretToken']}'));
  return Response.json(body: {'paid': digest.toString() == body['hash']});
}
