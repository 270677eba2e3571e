<?php

namespace HelcimBlocks;

use Automattic\WooCommerce\Blocks\Payments\Integrations\AbstractPaymentMethodType;

final class BlocksSupport extends AbstractPaymentMethodType {

	protected $name = 'helcim_blocks';

	public function initialize() {
		$this->settings = get_option( 'woocommerce_helcim_blocks_settings', array() );
	}

	public function get_payment_method_data() {
		return array(
			'title'    => $this->settings['title'],
			'apiToken' => $this->settings['apiTokenV2'],
			'supports' => array( 'products' ),
		);
	}
}
