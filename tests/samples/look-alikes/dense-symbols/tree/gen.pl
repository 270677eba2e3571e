my @alphabet = split //, 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#$%*-_';
my $helcim_like = join '', map { $alphabet[rand @alphabet] } 1 .. 64;
