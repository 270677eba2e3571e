<?php
/**
 * Plugin Name: Helcim Lite for WooCommerce
 * Version: 0.9.2
 */
if ( ! defined( 'ABSPATH' ) ) { exit; }

add_action( 'plugins_loaded', function () {
	require_once __DIR__ . '/class-wc-gateway-helcim-lite.php';
} );
