<?php

class Registry
{
    private static $store = array();

    public static function set($name, $value)
    {
        self::$store[$name] = $value;
    }

    public static function get($name)
    {
        return isset(self::$store[$name]) ? self::$store[$name] : null;
    }
}
