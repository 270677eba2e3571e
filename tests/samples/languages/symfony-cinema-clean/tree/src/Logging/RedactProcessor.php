<?php

declare(strict_types=1);

namespace App\Logging;

use Monolog\Attribute\AsMonologProcessor;
use Monolog\LogRecord;

#[AsMonologProcessor]
final class RedactProcessor
{
    public function __invoke(LogRecord $record): LogRecord
    {
        $context = $record->context;
        if (isset($context['headers']['api-token'])) {
            $context['headers']['api-token'] = '****'.substr($context['headers']['api-token'], -4);
        }

        return $record->with(context: $context);
    }
}
