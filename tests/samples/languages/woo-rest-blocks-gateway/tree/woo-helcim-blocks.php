<?php
/**
 * Plugin Name: Helcim Blocks Checkout for WooCommerce
 * Version: 3.2.0
 * WC tested up to: 9.3
 *
 * @package HelcimBlocks
 */

use HelcimBlocks\Rest;

defined( 'ABSPATH' ) || exit;

require __DIR__ . '/vendor/autoload.php';

add_filter( 'woocommerce_payment_gateways', static fn( array $list ) => array( ...$list, HelcimBlocks\Gateway::class ) );
add_action( 'rest_api_init', array( Rest::class, 'register' ) );
