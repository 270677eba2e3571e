<?php
/**
 * Plugin Name:       Simple Helcim Donations
 * Description:       A [helcim_donate] shortcode.
 * Version:           1.0.4
 * Requires PHP:      7.4
 * License:           GPL-2.0-or-later
 */

defined( 'ABSPATH' ) || exit;

define( 'HDON_API', 'https://api.helcim.com/v2' );

require_once plugin_dir_path( __FILE__ ) . 'includes/api.php';
require_once plugin_dir_path( __FILE__ ) . 'includes/ajax.php';
require_once plugin_dir_path( __FILE__ ) . 'includes/assets.php';
require_once plugin_dir_path( __FILE__ ) . 'admin/settings-page.php';
