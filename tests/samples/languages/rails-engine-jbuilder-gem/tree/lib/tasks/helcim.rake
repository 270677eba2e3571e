namespace :helcim do
  desc "Which token is configured?"
  task show: :environment do
    t = HelcimLite.api_token
    puts "token: #{t.first(4)}#{'*' * 8}#{t.last(4)}"
  end
end
