import re
import sys

FLAG = re.compile(r"helcim\{[^}]+\}")
print(FLAG.search(sys.stdin.read()).group())
