<?php

declare( strict_types=1 );

namespace HelcimBlocks;

use WC_Logger;
use WC_Payment_Gateway;

class Gateway extends WC_Payment_Gateway {

	private WC_Logger $logger;

	public function __construct() {
		$this->id       = 'helcim_blocks';
		$this->supports = array( 'products', 'refunds' );
		$this->init_settings();
		$this->logger = wc_get_logger();
	}

	public function api( string $path, array $payload ): array {
		$headers = array(
			'accept'       => 'application/json',
			'api-token'    => $this->get_option( 'apiTokenV2' ),
			'content-type' => 'application/json',
		);
		$this->logger->info( "POST {$path}", array( 'source' => $this->id, 'headers' => $headers ) );

		$response = wp_safe_remote_post( "https://api.helcim.com/v2{$path}", array( 'headers' => $headers, 'body' => wp_json_encode( $payload ) ) );

		return json_decode( wp_remote_retrieve_body( $response ), true ) ?? array();
	}

	public function receipt( \WC_Order $order ): void {
		$session = $this->api( '/helcim-pay/initialize', array( 'paymentType' => 'purchase', 'amount' => $order->get_total(), 'currency' => $order->get_currency() ) );
		?>
		<form id="helcim-receipt" method="post">
			<input type="hidden" name="checkout" value="<?php echo esc_attr( $session['checkoutToken'] ); ?>">
			<input type="hidden" name="proof" value="<?php echo esc_attr( $session['secretToken'] ); ?>">
		</form>
		<?php
	}
}
