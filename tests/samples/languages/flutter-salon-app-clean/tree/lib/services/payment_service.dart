import 'package:dio/dio.dart';
import 'package:flutter/foundation.dart';

class PaymentService {
  static const String _backend = String.fromEnvironment('BACKEND_URL', defaultValue: 'https://salon.example.com');

  final Dio _dio = Dio(BaseOptions(baseUrl: _backend));

  /// The Helcim API token never leaves our server; only the checkoutToken comes back.
  Future<String> startCheckout(double amount) async {
    final response = await _dio.post('/checkout', data: {'amount': amount});
    final checkoutToken = response.data['checkoutToken'] as String;
    debugPrint('checkout started: $checkoutToken');
    return checkoutToken;
  }
}
