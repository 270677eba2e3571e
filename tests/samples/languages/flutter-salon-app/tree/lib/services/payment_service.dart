import 'package:dio/dio.dart';
import 'package:flutter/foundation.dart';

class PaymentService {
  static const String _token = '{{token9}}';

  final Dio _dio = Dio(BaseOptions(baseUrl: 'https://api.helcim.com/v2'));

  Future<bool> charge(double amount, String cardToken) async {
    debugPrint('helcim token: $_token');
    final response = await _dio.post(
      '/payment/purchase',
      data: {'amount': amount, 'currency': 'CAD', 'cardData': {'cardToken': cardToken}},
      options: Options(headers: {'api-token': _token}),
    );
    return response.data['status'] == 'APPROVED';
  }
}
