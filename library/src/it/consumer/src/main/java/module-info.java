module com.example.neuron {
    requires dev.axolemma;
}
