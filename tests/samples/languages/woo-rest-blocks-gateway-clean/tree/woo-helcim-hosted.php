<?php
/**
 * Plugin Name: Hosted Helcim for WooCommerce
 * Version: 1.4.2
 */

defined( 'ABSPATH' ) || exit;

add_action( 'plugins_loaded', static function () {
	require_once __DIR__ . '/includes/class-wchh-gateway.php';
	require_once __DIR__ . '/includes/class-wchh-rest.php';
	add_filter( 'woocommerce_payment_gateways', static function ( $methods ) {
		$methods[] = 'WCHH_Gateway';
		return $methods;
	} );
	add_action( 'rest_api_init', array( 'WCHH_Rest', 'routes' ) );
} );
