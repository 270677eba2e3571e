<!DOCTYPE html>
<html lang="en">
<head>
    <meta name="csrf-token" content="{{ csrf_token() }}">
    <script>
        window.Studio = { csrf: '{{ csrf_token() }}', payments: @json($helcimReady) };
    </script>
    @vite(['resources/js/app.js'])
</head>
<body>
    @yield('content')
</body>
</html>
