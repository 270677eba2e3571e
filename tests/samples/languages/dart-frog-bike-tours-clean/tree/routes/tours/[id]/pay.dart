import 'package:bike_tours/helcim.dart';
import 'package:dart_frog/dart_frog.dart';

Future<Response> onRequest(RequestContext context, String id) async {
  final checkoutToken = await Helcim().initialize(85);
  return Response.json(body: {'tour': id, 'checkoutToken': checkoutToken});
}
