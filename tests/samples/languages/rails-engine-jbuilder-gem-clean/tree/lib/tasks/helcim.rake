namespace :helcim do
  desc "Which token is configured?"
  task show: :environment do
    t = ENV["HELCIM_API_TOKEN"].to_s
    puts "token: #{'*' * 8}#{t.last(4)} (#{t.length}), present: #{t.present?}"
  end
end
