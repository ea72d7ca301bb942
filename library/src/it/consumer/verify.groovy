// The artifacts bring no dependency and are small; every way of running gives the same bits, and no false zero.
def log = new File(basedir, 'build.log').readLines()
def jars = new File(basedir, 'target/class-path').text.trim().split(File.pathSeparator).collect { new File(it) }
assert jars.every { it.name ==~ /axolemma(-api|-compiler|-cpu-backend)?-[0-9].*\.jar/ }
assert jars.sum { it.length() } < 1_000_000

def results = log.findAll { it.startsWith('result ') }
assert results.size() == 3 * 2
assert results.unique().size() == 2
assert results.every { line -> line.split('[\\[\\], ]+').count { it == '0.0' } == 0 }
