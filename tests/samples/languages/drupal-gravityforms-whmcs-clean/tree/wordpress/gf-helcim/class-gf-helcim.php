<?php

GFForms::include_payment_addon_framework();

class GF_Helcim extends GFPaymentAddOn {

	protected $_slug  = 'gf-helcim';
	protected $_title = 'Helcim Add-On';

	public function authorize( $feed, $submission_data, $form, $entry ) {
		$response = wp_remote_post( 'https://api.helcim.com/v2/payment/purchase', array(
			'headers' => array( 'api-token' => $this->get_plugin_setting( 'api_token' ), 'content-type' => 'application/json' ),
			'body'    => wp_json_encode( array( 'amount' => $submission_data['payment_amount'], 'currency' => 'USD' ) ),
		) );
		$this->log_debug( __METHOD__ . '(): ' . wp_remote_retrieve_response_code( $response ) . ' ' . print_r( wp_remote_retrieve_headers( $response ), true ) );
		return array( 'is_authorized' => ! is_wp_error( $response ) );
	}
}
