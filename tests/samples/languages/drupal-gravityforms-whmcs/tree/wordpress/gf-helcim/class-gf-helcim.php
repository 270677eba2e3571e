<?php

GFForms::include_payment_addon_framework();

class GF_Helcim extends GFPaymentAddOn {

	protected $_slug  = 'gf-helcim';
	protected $_title = 'Helcim Add-On';

	public function scripts() {
		$token = $this->get_plugin_setting( 'api_token' );
		return array_merge( parent::scripts(), array(
			array(
				'handle'  => 'gf-helcim',
				'src'     => $this->get_base_url() . '/js/frontend.js',
				'strings' => array( 'token' => $token ),
			),
		) );
	}

	public function authorize( $feed, $submission_data, $form, $entry ) {
		$args = array(
			'headers' => array( 'api-token' => $this->get_plugin_setting( 'api_token' ), 'content-type' => 'application/json' ),
			'body'    => wp_json_encode( array( 'amount' => $submission_data['payment_amount'], 'currency' => 'USD' ) ),
		);
		$this->log_debug( __METHOD__ . '(): Request args => ' . print_r( $args, true ) );
		$response = wp_remote_post( 'https://api.helcim.com/v2/payment/purchase', $args );
		return array( 'is_authorized' => ! is_wp_error( $response ), 'transaction_id' => json_decode( wp_remote_retrieve_body( $response ) )->transactionId );
	}
}
