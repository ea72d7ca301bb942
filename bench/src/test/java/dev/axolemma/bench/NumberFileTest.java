package dev.axolemma.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.axolemma.Dtype;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumberFileTest {

    @TempDir
    private Path folder;

    @Test
    void isNpyIfCalledSoAndTextOtherwise() throws IOException {
        Numbers numbers = Numbers.of(Dtype.F64, 0.1, -1);
        Path npy = folder.resolve("x.npy");
        NumberFile.write(numbers, npy, NumberText.DECIMAL);
        assertThat(NumberFile.read(npy, NumberText.HEXADECIMAL, Dtype.F32).stream().toArray()).containsExactly(0.1, -1);
        Path text = folder.resolve("x.txt");
        NumberFile.write(numbers, text, NumberText.DECIMAL);
        assertThat(Files.readString(text)).isEqualTo("0.1\n-1.0\n");
        assertThat(NumberFile.read(text, NumberText.DECIMAL, Dtype.F64).mismatch(numbers)).isEqualTo(-1);
    }

    @Test
    void recognisesNpyByItsFirstBytes() throws IOException {
        Path npy = folder.resolve("x.npy");
        NumberFile.write(Numbers.of(Dtype.F32, 7), npy, NumberText.DECIMAL);
        Path renamed = Files.move(npy, folder.resolve("x.dat"));
        assertThat(NumberFile.read(renamed, NumberText.DECIMAL, Dtype.F64).dtype()).isEqualTo(Dtype.F32);
    }

    @Test
    void namesTheFile() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.txt"), "1\n2 two");
        assertThatThrownBy(() -> NumberFile.read(bad, NumberText.DECIMAL, Dtype.F32))
                .isInstanceOf(MalformedNumbersException.class).hasMessageStartingWith(bad + ": line 2: 'two'");
        Path missing = folder.resolve("missing.txt");
        assertThatThrownBy(() -> NumberFile.read(missing, NumberText.DECIMAL, Dtype.F32))
                .isInstanceOf(IOException.class).hasMessage(missing + ": no such file");
        assertThatThrownBy(() -> NumberFile.read(folder, NumberText.DECIMAL, Dtype.F32))
                .isInstanceOf(IOException.class).hasMessageStartingWith(folder + ": ");
    }
}
